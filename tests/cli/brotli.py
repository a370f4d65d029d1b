"""Brotli for tests, by the library that libcurl brings along; compress is None where it is not there."""
import ctypes


def _load():
    try:
        library = ctypes.CDLL("libbrotlienc.so.1")
    except OSError:
        return None
    encode = library.BrotliEncoderCompress
    encode.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_char_p]

    def compress(given):
        size = ctypes.c_size_t(len(given) + len(given) // 8 + 1000)
        out = ctypes.create_string_buffer(size.value)
        if not encode(5, 22, 0, len(given), given, ctypes.byref(size), out):
            raise ValueError("brotli does not pack this")
        return out.raw[: size.value]

    return compress


compress = _load()
