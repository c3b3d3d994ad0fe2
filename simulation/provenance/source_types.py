"""IPTC's word for where a picture's content comes from, in XMP and in C2PA alike.

Source: IPTC NewsCodes, Digital Source Type, https://cv.iptc.org/newscodes/digitalsourcetype/.
"""

from __future__ import annotations

from typing import Literal

# algorithmically_enhanced: a photo, changed by image processing that follows fixed rules and invents no content. True
#     of every projection that moves measured layers of the client's own photo, which is all that is made today; the
#     face networks only find where things are.
# composite_with_trained_algorithmic_media: a photo, parts of which a trained generative network has painted. To be said
#     as soon as one pixel of the result comes from such a network.
DigitalSourceType = Literal["algorithmically_enhanced", "composite_with_trained_algorithmic_media"]

_VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/"
SOURCE_TYPE_URIS: dict[DigitalSourceType, str] = {
    "algorithmically_enhanced": _VOCABULARY + "algorithmicallyEnhanced",
    "composite_with_trained_algorithmic_media": _VOCABULARY + "compositeWithTrainedAlgorithmicMedia",
}
