"""What can happen to a desktop: the servers of both sites, calls and interactions."""
