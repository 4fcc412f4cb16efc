"""multilingual-e5-small as a folder of sentence-transformers, made of the weights in the package: what a hub would bring.

Half a gigabyte: whoever makes it takes it away. torch takes 15 s to import: what needs it is imported when a folder is made.
"""

import json
from pathlib import Path

import numpy as np

from rag.index.e5_file import E5File, Floats

_TOKENS = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>", "mask_token": "<mask>"}
_NORMALIZE, _POOLING = "base.modules.normalize.Normalize", "sentence_transformer.modules.pooling.Pooling"
_PARTS = {
    "modules.json": [
        {"idx": at, "name": str(at), "path": path, "type": f"sentence_transformers.{kind}"}
        for at, (path, kind) in enumerate(
            (("", "base.modules.transformer.Transformer"), ("1_Pooling", _POOLING), ("2_Normalize", _NORMALIZE))
        )
    ],
    "1_Pooling/config.json": {"embedding_dimension": 384, "pooling_mode": "mean", "include_prompt": True},
    "2_Normalize/config.json": {},
    "config_sentence_transformers.json": {"prompts": {"query": "query: ", "document": "passage: "}},
}
_LAYER = {  # the names of transformers' BERT
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def e5_folder(weights: Path, folder: Path) -> Path:
    """A network without a pooler, its tokenizer, the mean of its rows to unit length, and a prompt for either kind of text."""
    file = E5File(weights)
    folder.mkdir()
    _save_network(file, folder)
    _save_tokenizer(file, folder)
    for path, content in _PARTS.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(json.dumps(content), encoding="utf-8")
    return folder


def _save_network(file: E5File, folder: Path) -> None:
    import torch
    from transformers import BertConfig, BertModel

    sizes = file.sizes
    config = BertConfig(
        vocab_size=sizes.words,
        hidden_size=sizes.hidden,
        num_hidden_layers=sizes.layers,
        num_attention_heads=sizes.heads,
        intermediate_size=sizes.inner,
        max_position_embeddings=sizes.positions,
        type_vocab_size=sizes.kinds,
        layer_norm_eps=file.epsilon,
        pad_token_id=1,
    )
    state = {
        "embeddings.word_embeddings.weight": file.words(np.arange(sizes.words)),
        "embeddings.position_embeddings.weight": file.numbers("emb.pos").reshape(-1, sizes.hidden),
        "embeddings.token_type_embeddings.weight": file.numbers("emb.type").reshape(-1, sizes.hidden),
        "embeddings.LayerNorm.weight": file.numbers("emb.ln.w"),
        "embeddings.LayerNorm.bias": file.numbers("emb.ln.b"),
    }
    for layer in range(sizes.layers):
        for short, name in _LAYER.items():
            at, full = f"l{layer}.{short}", f"encoder.layer.{layer}.{name}"
            columns = sizes.inner if short == "fo" else sizes.hidden
            state[f"{full}.bias"] = file.numbers(f"{at}.b")
            state[f"{full}.weight"] = file.numbers(f"{at}.w") if "ln" in short else _matrix(file, f"{at}.w", columns)
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict({name: torch.from_numpy(values) for name, values in state.items()})
    model.save_pretrained(str(folder))


def _matrix(file: E5File, name: str, columns: int) -> Floats:
    halves, scales = file.blocks(name, columns)
    return ((halves.astype(np.float32) - 8) * scales[..., np.newaxis]).reshape(-1, columns)


def _save_tokenizer(file: E5File, folder: Path) -> None:
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    begin, end, _, unknown = file.marks
    pieces = list(zip(file.pieces, file.scores.tolist(), strict=True))
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=unknown))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    marks = [("<s>", begin), ("</s>", end)]
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=marks)
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        model_max_length=file.sizes.positions,
        model_input_names=["input_ids", "attention_mask"],
        **_TOKENS,
    )
    fast.save_pretrained(str(folder))
