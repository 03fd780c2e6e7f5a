"""From the directory to pages, maps and files; nothing here reads the clock or the network."""
