"""What the commands do, one module each; ``timeline.cli`` declares them and their options."""
