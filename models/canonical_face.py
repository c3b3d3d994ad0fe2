"""The canonical face: a mean mesh in centimeters with a place for every vertex on a flat chart.

It comes inside the landmarker's task file as a protobuf message (`GeometryPipelineMetadata`: a mesh of
interleaved x y z u v floats and triangle indices). Only the fields we read are declared here, with the
publisher's numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from numpy.typing import NDArray

from models.errors import ModelFileError
from models.registry import CANONICAL_FACE
from models.store import ModelStore


@dataclass(frozen=True, slots=True)
class CanonicalFace:
    """Attributes:
    vertices_cm: (468, 3) float32; x towards the client's left, y up, z towards the camera.
    chart_uv: (468, 2) float32 in 0 to 1; u right in the image, v down.
    triangles: (898, 3) int32 vertex indices.
    """

    vertices_cm: NDArray[np.float32]
    chart_uv: NDArray[np.float32]
    triangles: NDArray[np.int32]


def load_canonical_face(store: ModelStore) -> CanonicalFace:
    """Reads and checks the mesh.

    Raises:
        ModelFileError: the file is missing, altered, or not a mesh of 468 vertices and 898 triangles.
    """
    metadata = _message_class()()
    metadata.ParseFromString(store.read(CANONICAL_FACE))
    vertices = np.array(metadata.canonical_mesh.vertex_buffer, np.float32).reshape(-1, 5)
    triangles = np.array(metadata.canonical_mesh.index_buffer, np.int32).reshape(-1, 3)
    if vertices.shape != (468, 5) or triangles.shape != (898, 3):
        raise ModelFileError(f"unexpected canonical mesh: {vertices.shape}, {triangles.shape}")
    return CanonicalFace(vertices[:, :3].copy(), vertices[:, 3:].copy(), triangles)


def _message_class() -> Any:
    field = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(name="countenance/canonical_face.proto", package="countenance")
    mesh = file.message_type.add(name="Mesh")
    mesh.field.add(name="vertex_buffer", number=3, type=field.TYPE_FLOAT, label=field.LABEL_REPEATED)
    mesh.field.add(name="index_buffer", number=4, type=field.TYPE_UINT32, label=field.LABEL_REPEATED)
    metadata = file.message_type.add(name="Metadata")
    metadata.field.add(
        name="canonical_mesh",
        number=1,
        type=field.TYPE_MESSAGE,
        label=field.LABEL_OPTIONAL,
        type_name=".countenance.Mesh",
    )
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("countenance.Metadata"))
