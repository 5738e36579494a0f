"""What a reader asks for: expressions, their written form, scopes and orders."""
