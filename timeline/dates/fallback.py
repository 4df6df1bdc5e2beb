"""Languages without a folder: dateparser behind the same interface. Written below."""
