"""Writing on the screen: pinyin, letters and digits without learning what anyone wrote."""
