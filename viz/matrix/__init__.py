"""The coverage matrix: chains or stages × slots."""

from .picture import coverage_matrix, csv_button, matrix_data, matrix_picture
from .svg import matrix_svg

__all__ = ["coverage_matrix", "csv_button", "matrix_data", "matrix_picture", "matrix_svg"]
