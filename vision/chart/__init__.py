"""The face chart: every face as the same flat picture."""

from vision.chart.face_chart import (
    MIN_DENSITY,
    MIN_FACING,
    ChartMaker,
    FaceChart,
)
from vision.chart.geometry import CHART_SIDE_MM, ChartGeometry, Placement, Window
from vision.chart.sampler import CpuSampler, Sampler, TorchSampler
from vision.chart.scale import COARSE, FINE, FINER, FINEST, ChartScale, ScaleName

__all__ = [
    "CHART_SIDE_MM",
    "COARSE",
    "FINE",
    "FINER",
    "FINEST",
    "MIN_DENSITY",
    "MIN_FACING",
    "ChartGeometry",
    "ChartMaker",
    "ChartScale",
    "CpuSampler",
    "FaceChart",
    "Placement",
    "Sampler",
    "ScaleName",
    "TorchSampler",
    "Window",
]
