"""What is done to a picture after it was drawn: exact size, cut out, encoded."""
