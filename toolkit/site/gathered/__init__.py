"""What dashboards, reports and workbooks show alike: rows in the order in which people read them, and the charts of them."""
