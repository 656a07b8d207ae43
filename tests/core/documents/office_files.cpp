#include "tests/core/documents/office_files.h"

#include <zip.h>

namespace lectern::test {

Files odt(const QByteArray& body) {
  const QByteArray spaces =
      "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
      "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
      "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
      "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" "
      "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"";
  const QByteArray styles =
      "<office:automatic-styles><text:list-style style:name=\"N\">"
      "<text:list-level-style-number text:level=\"1\" style:num-format=\"1\"/>"
      "<text:list-level-style-number text:level=\"2\" style:num-format=\"a\" "
      "text:start-value=\"5\"/></text:list-style>"
      "<style:style style:name=\"Up\"><style:text-properties style:text-position=\"super "
      "58%\"/></style:style>"
      "<style:style style:name=\"Up2\" style:parent-style-name=\"Up\"/>"
      "<style:style style:name=\"Hid\"><style:text-properties text:display=\"none\"/></style:style>"
      "<text:list-style style:name=\"M\"><text:list-level-style-number text:level=\"1\" "
      "style:num-format=\"1\"/>"
      "<text:list-level-style-bullet text:level=\"2\"/></text:list-style>"
      "<text:list-style style:name=\"Clauses\">"
      "<text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/>"
      "<text:list-level-style-number text:level=\"2\" style:num-format=\"1\" text:display-levels=\"2\"/>"
      "<text:list-level-style-number text:level=\"3\" style:num-format=\"i\" style:num-prefix=\"(\" "
      "style:num-suffix=\")\"/></text:list-style>"
      "<text:list-style style:name=\"Letters\"><text:list-level-style-number text:level=\"1\" "
      "style:num-format=\"A\" style:num-suffix=\")\"/></text:list-style>"
      "<text:list-style style:name=\"B\"><text:list-level-style-bullet text:level=\"1\"/></text:list-style>"
      "</office:automatic-styles>";
  return {{kMimetype, kOdt},
          {"content.xml", "<office:document-content " + spaces + ">" + styles + "<office:body><office:text>" +
                              body + "</office:text></office:body></office:document-content>"}};
}

Files docx(const QByteArray& body, bool isStrict) {
  const QByteArray space = isStrict ? "http://purl.oclc.org/ooxml/wordprocessingml/main"
                                    : "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const QByteArray types = isStrict ? "http://purl.oclc.org/ooxml/officeDocument/relationships/"
                                    : "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const auto relation = [&](const QByteArray& type, const QByteArray& target) {
    return "<Relationship Id=\"" + type + "\" Type=\"" + types + type + "\" Target=\"" + target + "\"/>";
  };
  const auto relations = [](const QByteArray& all) {
    return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + all +
           "</Relationships>";
  };
  const auto part = [&](const QByteArray& root, const QByteArray& content) {
    return "<w:" + root + " xmlns:w=\"" + space +
           "\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">" + content +
           "</w:" + root + ">";
  };
  const auto list = [](const QByteArray& id, const QByteArray& levels) {
    return "<w:num w:numId=\"" + id + "\"><w:abstractNumId w:val=\"" + levels + "\"/></w:num>";
  };
  return {
      {"[Content_Types].xml", "<Types/>"},
      {"_rels/.rels", relations(relation("officeDocument", "/word/main.xml"))},
      {"word/main.xml", part("document", "<w:body>" + body + "</w:body>")},
      {"word/_rels/main.xml.rels",
       relations(relation("styles", "styles.xml") + relation("numbering", "lists.xml") +
                 relation("footnotes", "../word/notes.xml"))},
      {"word/styles.xml", part("styles",
                               "<w:style w:styleId=\"T\"><w:name w:val=\"Title\"/></w:style>"
                               "<w:style w:styleId=\"C1\"><w:name w:val=\"toc 1\"/></w:style>"
                               "<w:style w:styleId=\"H2\"><w:name w:val=\"heading 2\"/><w:pPr><w:outlineLvl "
                               "w:val=\"1\"/></w:pPr></w:style>"
                               "<w:style w:styleId=\"Own\"><w:basedOn w:val=\"H2\"/></w:style>"
                               "<w:style w:styleId=\"Round\"><w:basedOn w:val=\"Round\"/></w:style>"
                               "<w:style w:styleId=\"H1\"><w:name w:val=\"Heading 1\"/></w:style>"
                               "<w:style w:styleId=\"Hid\"><w:rPr><w:vanish/></w:rPr></w:style>"
                               "<w:style w:styleId=\"Shown\"><w:basedOn w:val=\"Hid\"/><w:rPr><w:vanish "
                               "w:val=\"0\"/></w:rPr></w:style>"
                               "<w:style w:styleId=\"Points\"><w:pPr><w:numPr><w:numId "
                               "w:val=\"2\"/></w:numPr></w:pPr></w:style>")},
      {"word/lists.xml",
       part("numbering",
            "<w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt "
            "w:val=\"decimal\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt "
            "w:val=\"lowerLetter\"/></w:lvl></w:abstractNum>"
            "<w:abstractNum w:abstractNumId=\"8\"><w:lvl w:ilvl=\"0\"><w:numFmt "
            "w:val=\"bullet\"/></w:lvl></w:abstractNum>"
            "<w:abstractNum w:abstractNumId=\"9\"><w:lvl w:ilvl=\"0\"><w:numFmt "
            "w:val=\"upperRoman\"/><w:lvlText "
            "w:val=\"Article %1.\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"decimal\"/><w:lvlText "
            "w:val=\"%1.%2\"/><w:isLgl/></w:lvl><w:lvl w:ilvl=\"2\"><w:numFmt "
            "w:val=\"lowerLetter\"/><w:lvlText "
            "w:val=\"(%3)\"/></w:lvl></w:abstractNum>"
            "<w:abstractNum w:abstractNumId=\"10\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"upperLetter\"/>"
            "<w:lvlText w:val=\"Part %1\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"decimal\"/>"
            "<w:lvlRestart w:val=\"0\"/><w:lvlText w:val=\"%2.\"/></w:lvl></w:abstractNum>" +
                list("1", "7") + list("2", "8") + list("9", "9") + list("10", "10") +
                "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride "
                "w:ilvl=\"0\"><w:startOverride "
                "w:val=\"1\"/></w:lvlOverride></w:num>"
                "<w:num w:numId=\"4\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:lvl "
                "w:ilvl=\"0\"><w:numFmt "
                "w:val=\"bullet\"/></w:lvl></w:lvlOverride></w:num>")},
      {"word/notes.xml",
       part("footnotes",
            "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>"
            "<w:footnote w:id=\"1\"><w:p><w:r><w:footnoteRef/><w:t xml:space=\"preserve\"> A "
            "note.</w:t></w:r></w:p></w:footnote>")}};
}

QByteArray run(const QByteArray& words, const QByteArray& properties) {
  return "<w:r>" + (properties.isEmpty() ? QByteArray() : "<w:rPr>" + properties + "</w:rPr>") +
         "<w:t xml:space=\"preserve\">" + words + "</w:t></w:r>";
}

QByteArray paragraph(const QByteArray& words, const QByteArray& properties) {
  return "<w:p>" + (properties.isEmpty() ? QByteArray() : "<w:pPr>" + properties + "</w:pPr>") +
         (words.startsWith("<w:") ? words : run(words)) + "</w:p>";
}

QByteArray item(const QByteArray& words, const QByteArray& list, int level) {
  return paragraph(words, "<w:numPr><w:ilvl w:val=\"" + QByteArray::number(level) + "\"/><w:numId w:val=\"" +
                              list + "\"/></w:numPr>");
}

Files epub(const QByteArray& encrypted) {
  Files files = {
      {kMimetype, "application/epub+zip"},
      {"META-INF/container.xml",
       "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile "
       "full-path=\"OPS/book.opf\"/></rootfiles></container>"},
      {"OPS/book.opf",
       "<package xmlns=\"http://www.idpf.org/2007/opf\"><metadata "
       "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
       "<dc:title>Mills &amp; paper</dc:title><dc:title>Second title</dc:title></metadata><manifest>"
       "<item id=\"b\" href=\"text/second%20one.xhtml\"/><item id=\"a\" href=\"../first.xhtml#here\"/>"
       "<item id=\"gone\" href=\"gone.xhtml\"/></manifest>"
       "<spine><itemref idref=\"a\"/><itemref idref=\"gone\"/><itemref idref=\"b\"/></spine></package>"},
      {"first.xhtml",
       "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/><script/></head>"
       "<body><h1>One</h1><p>Water<a id=\"x\"/> and&#160;rags<a role=\"doc-noteref\" "
       "href=\"#n\">1</a>.</p></body></html>"},
      {"OPS/text/second one.xhtml",
       "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><h2>Two</h2>End</body></html>"}};
  if (!encrypted.isEmpty()) {
    files.push_back(
        {"META-INF/encryption.xml",
         "<encryption xmlns:enc=\"http://www.w3.org/2001/04/xmlenc#\"><enc:EncryptedData><enc:CipherData>"
         "<enc:CipherReference URI=\"" +
             encrypted + "\"/></enc:CipherData></enc:EncryptedData></encryption>"});
  }
  return files;
}

std::filesystem::path write(const TestFolder& folder, const QString& name, const Files& files, bool packs) {
  if (files.front().first == "raw") return folder.write(name, files.front().second);
  const std::filesystem::path path = folder.path(name);
  int error = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  for (const auto& [file, content] : files) {
    zip_source_t* source =
        zip_source_buffer(archive, content.constData(), static_cast<zip_uint64_t>(content.size()), 0);
    const auto index =
        static_cast<zip_uint64_t>(zip_file_add(archive, file.constData(), source, ZIP_FL_OVERWRITE));
    if (!packs || file == kMimetype) zip_set_file_compression(archive, index, ZIP_CM_STORE, 0);
  }
  if (zip_close(archive) != 0) qFatal("cannot write '%s'", path.c_str());
  return path;
}

}  // namespace lectern::test
