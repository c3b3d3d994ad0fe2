"""The XMP packet of a projection.

Source: IPTC Photo Metadata Standard 2023.2 (Iptc4xmpExt:DigitalSourceType); ISO 16684-1 (packet).
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from simulation.provenance.facts import STATEMENT, ManifestFacts
from simulation.provenance.source_types import SOURCE_TYPE_URIS

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/">
   <Iptc4xmpExt:DigitalSourceType>{source_type}</Iptc4xmpExt:DigitalSourceType>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{statement}</rdf:li></rdf:Alt></dc:description>
   <xmp:CreatorTool>{tool}</xmp:CreatorTool>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def xmp_packet(facts: ManifestFacts) -> str:
    """What kind of picture this is, by whom, and that it is no promise. Nothing of the client."""
    return _PACKET.format(
        source_type=SOURCE_TYPE_URIS[facts.digital_source_type],
        statement=escape(STATEMENT),
        tool=escape(f"Countenance {facts.software_version}"),
    )
