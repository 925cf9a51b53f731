"""Our answers as a LlamaIndex query engine."""

from llama_index.core.base.response.schema import Response
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.schema import NodeWithScore, TextNode
from pydantic import ConfigDict

from app.answer import Citation
from app.assistant import Assistant


class AnswerQueryEngine(CustomQueryEngine):
    """Answers from the reports; a language model is asked only where the settings name one.

    The response's text is the short answer, its source nodes are the citations, and its metadata
    hold the whole answer as `Answer.to_dict` gives it.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant

    def custom_query(self, query_str: str) -> Response:
        answer = self.assistant.ask(query_str)
        return Response(
            response=answer.said,
            source_nodes=[_node(c) for c in answer.cited],
            metadata=answer.to_dict(),
        )


def _node(c: Citation) -> NodeWithScore:
    node = TextNode(
        text=c.quote,
        start_char_idx=c.start,
        end_char_idx=c.end,
        metadata={"report": c.report, "paragraph": c.paragraph, "label": c.full_label},
    )
    return NodeWithScore(node=node, score=c.score)
