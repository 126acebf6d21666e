"""Papers: letters, lists and extracts as PDF, with letterhead and a code that shows they are genuine."""
