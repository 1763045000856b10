"""What the words mean: indicators, units, selections, values with bounds. No I/O, no Streamlit."""
