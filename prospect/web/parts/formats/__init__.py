"""How figures and dates are written here where Django's own way would mislead; named by FORMAT_MODULE_PATH."""
