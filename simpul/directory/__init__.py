"""Areas, offices, organisations, code lists with editions, and the working calendar."""
