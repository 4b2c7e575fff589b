"""When: the earliest and the latest moments of a drill, exactly."""
