"""The company itself (甲方): legal data, staff, product lines and price lists."""
