"""The records of a workspace, read, typed and joined: kinds, references, audience marks, the network, and views of it."""
