"""What a role may do, and what an account must prove. Plain Python."""
