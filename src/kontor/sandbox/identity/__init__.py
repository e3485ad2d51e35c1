"""Google, Facebook and VK ID, played: a consent page, and the three dialects behind it."""
