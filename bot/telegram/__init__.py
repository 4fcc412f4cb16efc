"""The Telegram bot: questions and answers, the notices, and what a person may do with what is stored of them."""
