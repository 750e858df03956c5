"""A small detector of drawn geometric shapes: scenes, network, training, evaluation, export."""
