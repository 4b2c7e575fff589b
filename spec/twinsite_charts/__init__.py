"""Sequence charts as text and as SVG; knows neither the specification nor the reference desktop."""
