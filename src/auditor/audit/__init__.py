"""Facts and claims become findings and a ledger."""
