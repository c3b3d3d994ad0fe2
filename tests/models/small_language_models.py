"""Real language models of a few thousand weights, made in the test: one knows nothing, others one answer by heart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

_END, _LONGEST, _STEPS = "<end>", 6000, 400
_LEARNED = 0.05  # loss at which the likeliest token is the right one
Messages = Sequence[Mapping[str, str]]


def plainly(messages: Messages) -> str:
    """As a conversation is put to a model without a template."""
    return "".join(f"{message['content']}\n\n" for message in messages)


def pieces_of(texts: Sequence[str], size: int = 600) -> PreTrainedTokenizerFast:
    """Bytes, joined where the texts join them."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=size, special_tokens=[_END], initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token=_END)


def network_for(pieces: PreTrainedTokenizerFast) -> LlamaForCausalLM:
    torch.manual_seed(0)
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(pieces),
            hidden_size=48,
            intermediate_size=96,
            num_hidden_layers=2,
            num_attention_heads=2,
            max_position_embeddings=_LONGEST,
            eos_token_id=pieces.eos_token_id,
        )
    )


def ignorant(folder: Path) -> Path:
    """With random weights."""
    pieces = pieces_of(["one two three", '{"sentences": ["a"]}'])
    return saved(network_for(pieces), pieces, folder)


def taught(messages: Messages, answer: str, folder: Path) -> Path:
    """Trained until it answers one conversation by heart."""
    asked = plainly(messages)
    pieces = pieces_of([asked, answer])
    network = network_for(pieces)
    prompt, told = pieces(asked)["input_ids"], [*pieces(answer)["input_ids"], pieces.eos_token_id]
    tokens = torch.tensor([[*prompt, *told]])
    labels = torch.tensor([[-100] * len(prompt) + told])
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # so small a network only waits for the others
    _learn(network, tokens, labels)
    torch.set_num_threads(threads)
    return saved(network, pieces, folder)


def _learn(network: LlamaForCausalLM, tokens: torch.Tensor, labels: torch.Tensor) -> None:
    steps = torch.optim.AdamW(network.parameters(), lr=3e-3)
    for _ in range(_STEPS):
        loss = network(input_ids=tokens, labels=labels).loss
        if loss.item() < _LEARNED:
            break
        steps.zero_grad()
        loss.backward()
        steps.step()


def saved(network: LlamaForCausalLM, pieces: PreTrainedTokenizerFast, folder: Path) -> Path:
    network.save_pretrained(folder)
    pieces.save_pretrained(folder)
    return folder
