"""Campaigns: many tries to break one thing, with a seed and a limit of time.

``make campaign`` runs all of them, ``PYTHONPATH=tests python -m campaigns --seconds 60 kills damage`` some. Each module
has ``main(seconds, seed)``, which returns how often it tried and a sentence for each try that failed. A small part of
each runs with the tests (tests/test_campaigns.py).
"""
