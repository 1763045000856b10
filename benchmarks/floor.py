"""The smallest Streamlit page with four charts and one filter: what no page of ours can undercut.

The default theme, `go.Figure` as it is, no cache. The filter has the key of the provinces' filter
of the application, so that one client moves either.
"""

from __future__ import annotations

import streamlit as st

from benchmarks.four_charts import CHARTS, PROVINCES, figures

st.set_page_config(layout="wide")
chosen = st.pills("Province", PROVINCES, selection_mode="multi", key="tinh")
frame = figures()
shown = frame[frame["province"].isin(chosen)] if chosen else frame
left, right = st.columns(2)
for place, chart in enumerate(CHARTS):
    with (left, right)[place % 2]:
        st.plotly_chart(chart(shown), key=chart.__name__)
