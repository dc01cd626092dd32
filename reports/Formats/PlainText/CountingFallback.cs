using System.Text;

namespace KnowledgeBase.Reports.Formats.PlainText;

/// <summary>Puts U+FFFD for bytes that are no character and counts them, where .NET's own fallbacks put a silent mark or throw.</summary>
internal sealed class CountingFallback : DecoderFallback
{
    public int WrongBytes { get; private set; }

    public override int MaxCharCount => 1;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new OneMark(this);

    private sealed class OneMark(CountingFallback owner) : DecoderFallbackBuffer
    {
        private bool _pending;

        public override int Remaining => _pending ? 1 : 0;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            owner.WrongBytes += bytesUnknown.Length;
            return _pending = true;
        }

        public override char GetNextChar()
        {
            if (!_pending)
                return '\0';
            _pending = false;
            return '\uFFFD';
        }

        public override bool MovePrevious() => false;

        public override void Reset() => _pending = false;
    }
}
