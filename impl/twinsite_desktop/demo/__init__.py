"""The demonstration: a scenario played in virtual time against the core, and drawn as a chart.

Read in this order: :mod:`~twinsite_desktop.demo.scenario`, :mod:`~twinsite_desktop.demo.world`,
:mod:`~twinsite_desktop.demo.play`, :mod:`~twinsite_desktop.demo.chart`.
"""
