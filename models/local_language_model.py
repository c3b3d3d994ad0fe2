"""A language model from a folder on this machine: a conversation in, JSON of a schema out.

Any causal model that transformers reads without code of its own, in safetensors. Nothing is fetched, and nothing leaves
the machine. Greedy: the same question has the same answer, but where the time runs out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import torch
from safetensors import SafetensorError
from transformers import AutoModelForCausalLM, AutoTokenizer, GenerationConfig, LogitsProcessorList

from models.errors import DeviceUnavailableError, ModelFileError
from models.held import Held

Ended = Literal["stop", "tokens", "time", "question_too_long", "no_form"]


@dataclass(frozen=True, slots=True)
class Completion:
    """What was written, and why it ended: only at `stop` is it whole."""

    text: str
    ended: Ended


class LocalLanguageModel:
    """Wraps the network: float32 on a CPU, bfloat16 on CUDA."""

    def __init__(self, network: Any, pieces: Any) -> None:
        self._network, self._pieces = network, pieces

    @classmethod
    def open(cls, folder: Path, device: str = "cpu") -> LocalLanguageModel:
        """From a folder as `save_pretrained` writes it. No code of the folder is run, and no pickle read.

        Raises:
            ModelFileError: it holds no such model.
            DeviceUnavailableError: CUDA was asked for and is not there.
        """
        if device == "cuda" and not torch.cuda.is_available():
            raise DeviceUnavailableError("CUDA was asked for, and there is none")
        dtype = torch.bfloat16 if device == "cuda" else torch.float32
        here = {"local_files_only": True, "trust_remote_code": False}
        try:
            pieces = AutoTokenizer.from_pretrained(folder, **here)
            network = AutoModelForCausalLM.from_pretrained(folder, dtype=dtype, use_safetensors=True, **here)
        except (OSError, ValueError, KeyError, TypeError, RuntimeError, ImportError, SafetensorError) as error:
            raise ModelFileError(f"{folder.name} holds no language model that can be read") from error
        if pieces.eos_token_id is None:
            raise ModelFileError(f"{folder.name} names no token that ends a text")
        network.generation_config = GenerationConfig()  # the folder's own may ask for chance
        return cls(network.eval().to(device), pieces)

    def complete(
        self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], max_tokens: int, max_seconds: float
    ) -> Completion:
        """The answer, held to the schema while it is written.

        Args:
            messages: `role` and `content`.
            max_tokens, max_seconds: of the answer; the time is looked at after each token.
        """
        asked = self._pieces(self._prompt(messages), return_tensors="pt", add_special_tokens=False)
        start = asked["input_ids"].shape[1]
        limit = getattr(self._network.config, "max_position_embeddings", None)
        if limit is not None and start + max_tokens > limit:
            return Completion("", "question_too_long")
        held = Held(self._pieces, schema, start)
        with torch.inference_mode():
            tokens = self._network.generate(
                input_ids=asked["input_ids"].to(self._network.device),
                attention_mask=asked["attention_mask"].to(self._network.device),
                generation_config=self._limits(max_tokens, max_seconds),
                logits_processor=LogitsProcessorList([held]),
            )[0, start:]
        text = self._pieces.decode(tokens, skip_special_tokens=True, clean_up_tokenization_spaces=False)
        return Completion(text, self._ended(tokens.tolist(), held.whole(text), max_tokens))

    def _limits(self, max_tokens: int, max_seconds: float) -> GenerationConfig:
        end = self._pieces.eos_token_id
        return GenerationConfig(
            do_sample=False, max_new_tokens=max_tokens, max_time=max_seconds, eos_token_id=end, pad_token_id=end
        )

    def _ended(self, tokens: list[int], whole: bool, max_tokens: int) -> Ended:
        if whole:
            return "stop"
        if tokens and tokens[-1] == self._pieces.eos_token_id:
            return "no_form"
        return "tokens" if len(tokens) >= max_tokens else "time"

    def _prompt(self, messages: Sequence[Mapping[str, str]]) -> str:
        """As the model was taught to be spoken to; plainly where its folder does not say."""
        if self._pieces.chat_template:
            told = [dict(message) for message in messages]
            return str(self._pieces.apply_chat_template(told, tokenize=False, add_generation_prompt=True))
        return "".join(f"{message['content']}\n\n" for message in messages)
