"""x"""
def add(d): pass
