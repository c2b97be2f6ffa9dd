"""Support: tickets with their times, marketing funds, materials, handovers, sales policies, supply (reference I)."""
