"""The commands of `chidao`, one file each. They import what is heavy only when they run."""
