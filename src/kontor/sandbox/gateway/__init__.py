"""A payment gateway with two faces: Alipay's open API, and cards by redirect as Stripe speaks it."""
