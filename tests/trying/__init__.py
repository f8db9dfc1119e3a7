"""Tests of kiosk/trying."""
