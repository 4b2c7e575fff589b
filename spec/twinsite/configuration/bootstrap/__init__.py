"""The bootstrap file: what a desktop knows before it has reached any Configuration Server.

`InteractionWorkspace.exe.config` lies beside the program on each workstation.
Read `model` for what is taken from it, and `nodes` for how a list of nodes is written.
"""

from twinsite.configuration.bootstrap.load import load_bootstrap
from twinsite.configuration.bootstrap.model import Bootstrap, Node, NodeList, Note

__all__ = ["Bootstrap", "Node", "NodeList", "Note", "load_bootstrap"]
