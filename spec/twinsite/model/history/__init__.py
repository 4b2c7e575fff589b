"""History variables: machines that watch the desktop for the properties and change nothing.

Source: Abadi and Lamport, "The existence of refinement mappings" (1991).
"""
