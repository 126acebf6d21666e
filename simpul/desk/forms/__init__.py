"""Shape and wording of what is asked and told at the desk."""
