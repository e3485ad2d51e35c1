"""Every address × every kind of person × every method, in one table (attack S1; SEL-03, BUY-02). See README.md."""
