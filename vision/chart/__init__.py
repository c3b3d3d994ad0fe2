"""The face chart: every face as the same flat picture."""

from vision.chart.face_chart import (
    BLUR_MM,
    CHART_SIZE,
    MIN_DENSITY,
    MIN_FACING,
    ChartMaker,
    FaceChart,
)
from vision.chart.geometry import ChartGeometry, Placement
from vision.chart.sampler import CpuSampler, Sampler, TorchSampler

__all__ = [
    "BLUR_MM",
    "CHART_SIZE",
    "MIN_DENSITY",
    "MIN_FACING",
    "ChartGeometry",
    "ChartMaker",
    "CpuSampler",
    "FaceChart",
    "Placement",
    "Sampler",
    "TorchSampler",
]
