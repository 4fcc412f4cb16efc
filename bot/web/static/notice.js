// The quote is brought into view; without this file it is still marked in its place.
document.getElementById("quote")?.scrollIntoView({ block: "center" });
