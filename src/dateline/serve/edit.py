"""Corrections from the page: empty until decisions are kept in the record."""

from fastapi import APIRouter

router = APIRouter(tags=["corrections"])
