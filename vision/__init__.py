"""photo → face → chart → concern maps → findings. Pure: arrays and frozen values in, frozen values out."""
