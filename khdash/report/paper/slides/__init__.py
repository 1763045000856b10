"""PPTX: one message a slide, readable from the back of the room."""
