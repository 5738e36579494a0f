"""What the 65 papers of the captured page are about, by their arXiv ids: judged by reading, before any ranking was run.

A paper has one topic or more: what a reader would file it under, be it its question or its method. Topics that would
hold half of the page (deep learning, representations) are none.
"""

import hashlib

_LABELS = """
2409.13948 preferences dialogue
2410.18200 contrastive self-supervised
2302.00890 graphs
2412.00324 data-integration contrastive
2308.11194 vision-language medical
2403.04652 language-models vision-language
1506.03134 sequence-models
1901.01695 text-embeddings retrieval
1902.09811 few-shot
2306.04925 preferences text-classification
2310.17653 transfer distillation model-zoos
2305.02309 language-models code
2407.02880 model-merging transfer
2406.15479 model-merging language-models
1511.06391 sequence-models
2212.04458 in-context meta-learning
2211.15661 in-context
1610.02424 sequence-models generation
2309.14580 contrastive vision-language few-shot
2102.02201 explanations language-models
2401.12973 in-context language-models
2412.04318 generation language-models
2106.09516 few-shot
2306.11925 medical self-supervised contrastive
2403.11348 robustness
2405.02581 continual retrieval
2112.10510 bayesian in-context meta-learning
2302.03357 contrastive time-series self-supervised
2207.11240 continual transfer
2310.03016 in-context
2409.04828 vision-language
2006.09882 self-supervised contrastive
1506.00019 sequence-models
2303.08138 prompting transfer
2403.01197 preferences mixture-of-experts language-models
2311.00871 in-context
2212.13847 graphs contrastive
2303.01566 theory self-supervised
1904.06690 recommendation sequence-models
2309.00255 elastic-networks
2312.17055 in-context distillation language-models
2402.02444 few-shot contrastive self-supervised
2406.15941 theory generalization
2306.04891 in-context bayesian
2012.07280 contrastive generation sequence-models
1903.11780 self-supervised
2305.09062 few-shot metric-learning
2311.17041 in-context vision-language
1511.07543 representation-comparison
2307.12226 transfer few-shot
1908.05161 text-embeddings distillation
2309.16633 contrastive regression
2401.15713 text-embeddings contrastive mixture-of-experts
2502.01183 few-shot
1411.4389 sequence-models vision-language video
2302.02334 theory transfer
2412.16251 model-zoos retrieval
2312.12655 in-context
2102.03243 few-shot metric-learning
2203.05482 model-merging transfer
2205.13147 elastic-networks retrieval
2305.13731 recommendation language-models
2311.04420 generalization sequence-models
1501.04560 few-shot
2112.01518 vision-language prompting
"""

TOPICS: dict[str, frozenset[str]] = {
    arxiv_id: frozenset(topics) for arxiv_id, *topics in map(str.split, _LABELS.strip().splitlines())
}


def is_kept_back(arxiv_id: str) -> bool:
    """Whether a paper's figures are only looked at when everything is settled: about half, by the parity of a hash."""
    return hashlib.sha256(arxiv_id.encode()).digest()[0] % 2 == 1
