"""Who is at the page and what they may do; what was done, for those who look after the cluster."""
