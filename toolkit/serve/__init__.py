"""The local preview: a workspace read again whenever something is saved, its pages made when a browser asks for them."""
