"""How an event becomes bytes, hashes and a signed chain, and what an event may say."""
