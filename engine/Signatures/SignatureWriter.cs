using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Signatures;

/// <summary>
/// The signatures of one text field: for each document <see cref="Signature.Length"/> values u16, all zero where the text has nothing to
/// compare.
/// </summary>
internal sealed class SignatureWriter
{
    private readonly SectionFileWriter _file;
    private char[] _masked = new char[1024];

    public SignatureWriter(SectionFileWriter file, int field)
    {
        _file = file;
        file.Begin(SectionKeys.Signatures + (uint)field);
    }

    /// <param name="text">The next document's text; empty for none.</param>
    public void Add(ReadOnlySpan<char> text)
    {
        Span<ushort> signature = stackalloc ushort[Signature.Length];
        if (_masked.Length < text.Length)
            _masked = new char[text.Length * 2];
        Signature.Write(_masked.AsSpan(0, MaskedText.Write(text, _masked)), signature);
        Add(signature);
    }

    /// <summary>A signature that another segment has already.</summary>
    public void Add(ReadOnlySpan<ushort> signature) => _file.Write(signature);

    public void Finish() => _file.End();
}
